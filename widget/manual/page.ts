import { renderManual, type Manual } from './render.ts';
import { MANUAL_LANGUAGES, WORDS, type ManualLanguage } from './words.ts';

/** One page of the manual, in one language. The server puts its nonce, its own address and whether there is a chat
 * into it (manual-pages.ts). */
export function manualPage(
  language: ManualLanguage,
  markdown: string,
): { readonly html: string; readonly manual: Manual } {
  const words = WORDS[language];
  const manual = renderManual(markdown, words);
  const languages = MANUAL_LANGUAGES.map(
    (code) =>
      `<a href="/docs/widget/${code}" lang="${code}" hreflang="${code}"${code === language ? ' aria-current="page"' : ''}>${WORDS[code].name}</a>`,
  );
  const contents = manual.sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  const html = `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${manual.title} · Holdline</title>
    <link rel="icon" href="/demo/pictures/leaf.svg" />
    <link rel="stylesheet" href="/docs/widget/manual.css" />
    <script nonce="__NONCE__">
      window.holdline = window.holdline || function () {
        var call = arguments;
        return new Promise(function (resolve, reject) {
          (holdline.q = holdline.q || []).push([call, resolve, reject]);
        });
      };
    </script>
    <script type="module" nonce="__NONCE__" src="/widget.js" fetchpriority="low" async></script>
    <script nonce="__NONCE__" src="/docs/widget/examples.js" defer></script>
    <script nonce="__NONCE__" src="/docs/widget/live.js" defer></script>
  </head>
  <body data-chat="__CHAT__" data-gone="${words.gone}">
    <a class="skip" href="#text">${words.skip}</a>
    <header>
      <strong>Holdline</strong>
      <nav aria-label="${words.languages}">${languages.join('')}</nav>
    </header>
    <div class="columns">
      <nav class="contents" aria-label="${words.contents}">
        <ul>${contents.join('')}<li><a href="/widget/holdline.d.ts">${words.types}</a></li><li><a href="/demo">${words.demo}</a></li></ul>
      </nav>
      <main id="text">
        <h1>${manual.title}</h1>
        ${manual.body}
      </main>
    </div>
  </body>
</html>
`;
  return { html, manual };
}

/** The examples as a script: functions of the code that is shown, each with its own `holdline`, which writes down what came of it. */
export const examplesScript = (examples: readonly string[]): string =>
  `window.holdlineExamples = [\n${examples.map((code) => `async (holdline) => {\n${code}\n}`).join(',\n')}\n];\n`;
