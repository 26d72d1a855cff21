import { CELL, CELLS, cellState, type Area, type CellState, type Minutes } from './week-edit.ts';

export interface Place {
  /** Of the seven rows, from above. */
  readonly row: number;
  readonly cell: number;
}

interface ChoiceDeps {
  /** Days of the week, in the order of the rows. */
  readonly days: () => readonly number[];
  readonly weeks: () => readonly Minutes[];
  readonly paint: (area: Area, isOn: boolean) => void;
}

/**
 * What somebody has under the pointer or the keyboard in the grid: a rectangle from where it began to where it is. What the first
 * cell is not yet, all of it becomes.
 */
export class GridChoice {
  readonly #deps: ChoiceDeps;
  #from: Place = $state.raw({ row: 0, cell: 18 });
  #to: Place = $state.raw({ row: 0, cell: 18 });
  #isDragging = $state(false);

  constructor(deps: ChoiceDeps) {
    this.#deps = deps;
  }

  /** Where the keyboard is. */
  get place(): Place {
    return this.#to;
  }

  get isDragging(): boolean {
    return this.#isDragging;
  }

  get isOne(): boolean {
    return this.#from.row === this.#to.row && this.#from.cell === this.#to.cell;
  }

  get area(): Area {
    const [top, bottom] = [this.#from.row, this.#to.row].toSorted((one, other) => one - other);
    const [left = 0, right = 0] = [this.#from.cell, this.#to.cell].toSorted((one, other) => one - other);
    return { days: this.#deps.days().slice(top, (bottom ?? 0) + 1), from: left * CELL, until: (right + 1) * CELL };
  }

  includes({ row, cell }: Place): boolean {
    const within = (value: number, one: number, other: number): boolean =>
      value >= Math.min(one, other) && value <= Math.max(one, other);
    return within(row, this.#from.row, this.#to.row) && within(cell, this.#from.cell, this.#to.cell);
  }

  /** What painting would make of it. */
  get willBeOn(): boolean {
    return this.#stateOf(this.#from) !== 'on';
  }

  /** As it shows: while one drags, as it will be. */
  shown(place: Place): CellState {
    if (this.#isDragging && this.includes(place)) return this.willBeOn ? 'on' : 'off';
    return this.#stateOf(place);
  }

  press(place: Place): void {
    this.#from = this.#to = place;
    this.#isDragging = true;
  }

  drag(place: Place): void {
    if (this.#isDragging) this.#to = place;
  }

  release(): void {
    if (!this.#isDragging) return;
    this.paint();
    this.#isDragging = false;
  }

  /** Nothing is painted. */
  giveUp(): void {
    this.#isDragging = false;
    this.#from = this.#to;
  }

  paint(isOn: boolean = this.willBeOn): void {
    const { area } = this;
    this.#from = this.#to;
    this.#deps.paint(area, isOn);
  }

  /** By the keyboard; `isWider`: what is chosen grows. */
  move(rows: number, cells: number, isWider: boolean): void {
    const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
    this.#to = { row: clamp(this.#to.row + rows, 6), cell: clamp(this.#to.cell + cells, CELLS - 1) };
    if (!isWider) this.#from = this.#to;
  }

  #stateOf({ row, cell }: Place): CellState {
    return cellState(this.#deps.weeks(), this.#deps.days()[row] ?? 0, cell);
  }
}
