/** Made at build by scripts/emoji-data.ts, which says what stands in them. */
declare module 'virtual:emoji/*' {
  const lines: string;
  export default lines;
}
