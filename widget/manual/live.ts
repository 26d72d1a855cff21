import type { HoldlineEvents } from '../api/holdline.ts';

/** The examples of the manual: each button runs the code above it and shows what every call of it gave, and the page what the widget says. */

type Call = (...call: unknown[]) => Promise<unknown>;

const host = globalThis as unknown as {
  readonly holdline: Call;
  readonly holdlineExamples: readonly ((holdline: Call) => Promise<void>)[];
};

const EVENTS: readonly (keyof HoldlineEvents)[] = ['ready', 'open', 'close', 'message', 'unread', 'state', 'unsent'];
const KEPT = 12;

const written = (value: unknown): string =>
  typeof value === 'function' ? 'function' : value === undefined ? 'undefined' : JSON.stringify(value);

const heard = EVENTS.map((name) => {
  const listener = (detail: unknown): void => {
    const list = document.getElementById('events');
    const line = document.createElement('li');
    line.textContent = `${name}${detail === undefined ? '' : ` ${JSON.stringify(detail)}`}`;
    list?.prepend(line);
    if ((list?.childElementCount ?? 0) > KEPT) list?.lastElementChild?.remove();
  };
  return [name, listener] as const;
});
/** Again after each example: `destroy` forgets all listeners, and the same one twice is one. */
const listen = (): void => {
  for (const [name, listener] of heard) if (name !== 'ready' || !isListening) void host.holdline('on', name, listener);
  isListening = true;
};
let isListening = false;

/** Why nothing of it can be run here; undefined where there is a chat. */
const gone = document.body.dataset.chat === 'none' ? document.body.dataset.gone : undefined;

function run(button: HTMLButtonElement, output: HTMLOutputElement): void {
  if (gone !== undefined) {
    output.textContent = gone;
    output.dataset.state = 'refused';
    return;
  }
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
    output.textContent = lines.join('\n');
  };
  const watched: Call = async (...call) => {
    const given = await host.holdline(...call);
    say(`holdline('${String(call[0])}') → ${written(given)}`);
    return given;
  };
  output.dataset.state = 'running';
  output.textContent = '…';
  host.holdlineExamples[Number(button.dataset.example)]?.(watched).then(
    () => {
      output.dataset.state = 'done';
      listen();
    },
    (error: unknown) => {
      say(String(error));
      output.dataset.state = 'refused';
    },
  );
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-example]')) {
  const output = button.closest('.example')?.querySelector('output');
  if (output) button.addEventListener('click', () => run(button, output));
}
if (gone === undefined) listen();
