/** Made at build by scripts/emoji-data.ts, which says what stands in them. */
declare module 'virtual:emoji/few-*' {
  const lines: string;
  export default lines;
}
