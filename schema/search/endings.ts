/**
 * Forms of one word in Russian, Polish and English, by their endings. No dictionary and no stemmer at writing: the index holds
 * words as they were said, and a question asks for the stem and then looks whether what follows is an ending. So nothing has to
 * be indexed anew when these lists grow. Folded, as everything that is searched.
 */
const CYRILLIC =
  'а,я,о,е,ы,и,у,ю,ь,ом,ем,ам,ям,ах,ях,ов,ев,еи,ои,ых,их,ым,им,ыи,ии,ая,яя,ое,ее,ые,ие,ую,юю,ия,ию,ью,ами,ями,ого,его,' +
  'ому,ему,ыми,ими,иям,иях,иями,иеи,ием,ишь,ешь,ите,ете,ит,ет,ат,ят,ут,ют,ть,ти,л,ла,ло,ли,ал,ала,ало,али,ил,ила,ило,или,' +
  'ел,ела,ело,ели,ать,ять,ить,еть,аю,яю,ает,яет,ают,яют,аем,яем,аешь,аете,ся,сь,ться,тся,лся,лась,лось,лись,ался,алась,' +
  'алось,ались,ился,илась,илось,ились,ен,ена,ено,ены,ан,ана,ано,аны';
const LATIN =
  'a,e,i,o,u,y,em,ie,ia,io,iu,iem,om,ow,ej,ym,im,ych,ich,ego,emu,ach,iach,ami,iami,ymi,imi,ou,iej,ac,ec,ic,yc,al,ala,alo,' +
  'ali,aly,alem,alam,il,ila,ilo,ili,ily,ilem,ilam,yl,yla,ylo,yli,yly,ylem,ylam,am,asz,amy,acie,ecie,isz,imy,icie,uje,uja,' +
  'ujemy,owac,owal,owala,owali,any,ana,ane,ony,ona,one,s,es,ed,d,ing,ies,ied';

const ENDINGS: ReadonlySet<string> = new Set(['', ...`${CYRILLIC},${LATIN}`.split(',')]);
const LONGEST = Math.max(...[...ENDINGS].map((ending) => ending.length));
/** What must be left of a word; of a short word that loses one letter, a little less. */
const STEM = 4;
const SHORT_STEM = 3;

/** Without the longest ending that leaves enough to know the word by; the word itself when there is none. */
export function stemOf(word: string): string {
  for (let length = Math.min(LONGEST, word.length - SHORT_STEM); length > 0; length -= 1) {
    const rest = word.length - length;
    if (rest < (length === 1 ? SHORT_STEM : STEM)) continue;
    if (ENDINGS.has(word.slice(rest))) return word.slice(0, rest);
  }
  return word;
}

/** Whether a word is another form of the one with this stem. */
export const isFormOf = (stem: string, word: string): boolean =>
  word.startsWith(stem) && word.length - stem.length <= LONGEST && ENDINGS.has(word.slice(stem.length));
