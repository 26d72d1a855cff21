/** Names for visitors who have not said theirs; apart, because the service worker needs them too. */
export const animals: readonly string[] =
  'Otter,Fox,Owl,Lynx,Heron,Badger,Hare,Falcon,Beaver,Marten,Robin,Crane,Seal,Puffin,Raven,Moose,Stork,Swift,Dolphin,Koala,Panda,Penguin,Tiger,Lion,Wolf,Bear,Deer,Hedgehog,Squirrel,Swan,Eagle,Parrot,Turtle,Whale,Zebra,Giraffe,Camel,Lemur,Bison,Ibex,Jaguar,Cheetah,Kiwi,Pelican,Flamingo,Sparrow,Magpie,Woodpecker'.split(
    ',',
  );
