/** Runs in the page: tells when something that a key made necessary is done and painted. Sent there as text, so it stands alone. */
export function installProbe(): void {
  /** Called within a frame: the task after it, when it is painted. */
  const painted = (tell: (at: number) => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(performance.now());
    port2.postMessage(null);
  };
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
        requestAnimationFrame(() => painted((now) => probe.painted.push(now - at)));
      } else if (event.key === 'j') {
        const before = document.querySelector('[role=log]');
        const look = (): void => {
          const log = document.querySelector('[role=log]');
          if (log !== null && log !== before && log.querySelector('.bubble') !== null)
            painted((now) => probe.switches.push(now - at));
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
        if (found === field.value) painted((now) => probe.searches.push(now - at));
        else if (performance.now() - at < 2_000) requestAnimationFrame(look);
        else probe.searches.push(2_000);
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
  const rows = (): void => {
    if (document.querySelector('[data-conversation]') === null) requestAnimationFrame(rows);
    else painted((now) => (probe.firstRows = now));
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
