/** Runs in the page: tells when something that a key made necessary is done and painted. Sent there as text, so it stands alone. */
export function installProbe(): void {
  const frames = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        // The task after a frame's: the frame is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve(performance.now());
        };
        port2.postMessage(null);
      });
    });
  const probe = {
    done: [] as number[],
    painted: [] as number[],
    switches: [] as number[],
    searches: [] as number[],
    firstRows: null as number | null,
  };
  Object.assign(globalThis, { deskProbe: probe });

  addEventListener(
    'keydown',
    (event) => {
      const at = event.timeStamp;
      if (event.target instanceof HTMLTextAreaElement) {
        setTimeout(() => {
          probe.done.push(performance.now() - at);
        });
        void frames().then((painted) => probe.painted.push(painted - at));
      } else if (event.key === 'j') {
        const before = document.querySelector('[role=log]');
        const look = (): void => {
          const log = document.querySelector('[role=log]');
          if (log !== null && log !== before && log.querySelector('.bubble') !== null)
            void frames().then((painted) => probe.switches.push(painted - at));
          else if (performance.now() - at < 2_000) requestAnimationFrame(look);
          else probe.switches.push(2_000);
        };
        requestAnimationFrame(look);
      }
    },
    { capture: true },
  );
  addEventListener(
    'input',
    (event) => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement) || field.value === '') return;
      const at = event.timeStamp;
      const look = (): void => {
        const found = document.querySelector('mark')?.textContent.toLowerCase();
        if (found === field.value) void frames().then((painted) => probe.searches.push(painted - at));
        else if (performance.now() - at < 2_000) requestAnimationFrame(look);
        else probe.searches.push(2_000);
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
  const rows = (): void => {
    if (document.querySelector('[data-conversation]') === null) requestAnimationFrame(rows);
    else
      void frames().then((painted) => {
        probe.firstRows = painted;
      });
  };
  requestAnimationFrame(rows);
}

export interface DeskProbe {
  readonly done: number[];
  readonly painted: number[];
  readonly switches: number[];
  readonly searches: number[];
  readonly firstRows: number | null;
}
