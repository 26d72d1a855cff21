/** An id that suits a name: its letters as Latin ones where they have marks, else nothing of them. */
export const siteIdOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[łø]/g, (letter) => (letter === 'ł' ? 'l' : 'o'))
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+/g, '')
    .slice(0, 40)
    .replaceAll(/-+$/g, '');
