/** Names for visitors who have not said theirs; apart, because the service worker needs them too. */
export const animals: readonly string[] =
  'Wydra,Lis,Sowa,Ryś,Czapla,Borsuk,Zając,Sokół,Bóbr,Kuna,Rudzik,Żuraw,Foka,Maskonur,Kruk,Łoś,Bocian,Jerzyk,Delfin,Koala,Panda,Pingwin,Tygrys,Lew,Wilk,Niedźwiedź,Jeleń,Jeż,Wiewiórka,Łabędź,Orzeł,Papuga,Żółw,Wieloryb,Zebra,Żyrafa,Wielbłąd,Lemur,Żubr,Koziorożec,Jaguar,Gepard,Kiwi,Pelikan,Flaming,Wróbel,Sroka,Dzięcioł'.split(
    ',',
  );
