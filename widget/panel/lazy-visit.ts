import type { HoldlineClient } from '#client/interface.ts';
import type { VisitorStore } from '../visitor-store.ts';

type Tell = (client: Pick<HoldlineClient, 'outbox'>, store: VisitorStore, now: number) => void;

const load = async (): Promise<Tell> => (await loadVisit()).tellVisit;
const loadVisit = () => import('./visit/visit.ts');

/** What tells a visit, fetched when the visitor begins to write. Without it a visit is told with the first words after it has come. */
export class LazyVisit {
  #tell: Tell | null = null;

  load(): void {
    if (this.#tell === null)
      load().then(
        (tell) => {
          this.#tell = tell;
        },
        () => undefined,
      );
  }

  /** Called when the visitor writes, and not before (VISIT1). */
  tell(...given: Parameters<Tell>): void {
    if (this.#tell === null)
      load().then(
        (tell) => tell(...given),
        () => undefined,
      );
    else this.#tell(...given);
  }
}
