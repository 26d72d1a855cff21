/** Whether a page of this path is one of those. */
export const isOnPages = (pages: readonly string[], path: string): boolean =>
  pages.length === 0 ||
  pages.some((page) => {
    const pieces = page.split('*').map((piece) => piece.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
    return new RegExp(`^${pieces.join('.*')}/?$`).test(path);
  });
