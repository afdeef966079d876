import type { Explanation, TrafficModel } from '../../../traefik/model';
import type { MapData, MapSet } from '../data';
import { openSide } from '../open';
import { type Filter, type Lit, everything, filtered } from '../view/filter';
import { litBy, litByRequest } from '../view/lit';
import { type TypedRequest, hostIn, nothingTyped, requestOf } from '../view/request';
import { type Item, type View, viewOf } from '../view/view';

/** What becomes of the typed request. */
export interface Answer {
  readonly explained: Explanation;
  /** What became of it in what the set is compared with. */
  readonly before: Explanation | undefined;
}

/** All that decides what the page shows. */
export interface State {
  readonly set: number;
  readonly filter: Filter;
  readonly selected: Item | undefined;
  readonly typed: TypedRequest;
}

interface Opened {
  readonly model: TrafficModel;
  readonly before: TrafficModel | undefined;
  readonly view: View;
}

/** Holds the state, tells who listens of each change, and computes what follows from it. */
export class Store {
  state: State = { set: 0, filter: everything, selected: undefined, typed: nothingTyped };
  view: View;
  model: TrafficModel;
  visible: ReadonlySet<number>;
  answer: Answer | undefined;
  /** What is wrong with the typed request. */
  fault: string | undefined;
  lit: Lit | undefined;
  private readonly opened = new Map<number, Opened>();
  private readonly listeners: (() => void)[] = [];

  constructor(readonly data: MapData) {
    const { view, model } = this.open(0);
    this.view = view;
    this.model = model;
    this.visible = filtered(view, everything);
  }

  get set(): MapSet | undefined {
    return this.data.sets[this.state.set];
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  change(change: Partial<State>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    const { set, filter, typed } = this.state;
    const isOther = set !== before.set;
    if (isOther) {
      const { view, model } = this.open(set);
      this.view = view;
      this.model = model;
      this.state = { ...this.state, selected: undefined };
    }
    if (isOther || filter !== before.filter) this.visible = filtered(this.view, filter);
    if (isOther || typed !== before.typed) this.ask();
    this.lit = this.litNow();
    for (const listener of this.listeners) listener();
  }

  private ask(): void {
    const request = requestOf(this.state.typed);
    this.answer = undefined;
    this.fault = undefined;
    if (!request) return;
    if ('error' in request) {
      this.fault = request.error;
      return;
    }
    const { model, before } = this.open(this.state.set);
    this.answer = { explained: model.explain(request), before: before?.explain(request) };
  }

  private litNow(): Lit | undefined {
    const { selected, typed } = this.state;
    if (selected) return litBy(this.view, selected, this.visible);
    return this.answer && litByRequest(this.view, this.answer.explained, hostIn(typed.url));
  }

  private open(index: number): Opened {
    const there = this.opened.get(index) ?? openSet(this.data.sets[index]);
    this.opened.set(index, there);
    return there;
  }
}

function openSet(set: MapSet | undefined): Opened {
  if (!set) throw new Error('There is no such set.');
  const model = openSide(set.now);
  const before = set.from && openSide(set.from);
  return { model, before, view: viewOf(model, before) };
}
