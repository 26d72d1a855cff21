/**
 * A name of a file in two: what comes before its ending, and the ending with its dot, empty where there is none. Shown apart, the
 * ending stays to be seen of a name that is too long, and in its place beside letters that are written from right to left.
 */
export function nameParts(name: string): readonly [stem: string, ending: string] {
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,10}$/su.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}
