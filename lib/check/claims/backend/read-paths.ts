import { type Automaton, States } from '../../../traefik/regions';
import type { Reading } from './reading';

/** What Traefik does to a path before it sends it on. */
export interface PathEdit {
  /** Characters that are cut off, counted after decoding. */
  readonly cut: number;
  /** What is put in front of the rest. */
  readonly prefix: string;
}

/** Nothing is done to the path. */
export const unedited: PathEdit = { cut: 0, prefix: '' };

/** The root of a path, of which nothing is written yet. */
const root = -1;

/** A path that has been read up to some character; `lost` where `..` led back to a segment that is not kept. */
type Position =
  | 'lost'
  | {
      /** An escape that has begun. */
      readonly escape: string;
      readonly cut: number;
      /** What of the current segment is not written yet, since it may be dropped; empty within a segment. */
      readonly open: '' | '/' | '/.' | '/..';
      /** State of the set's machine before the current segment, or within it. */
      readonly state: number;
    };

type Known = Exclude<Position, 'lost'>;

/** What is said of paths in which a backend sees `..`: that any of them may belong to a set, or that none is meant. */
export type Dots = 'any' | 'none';

/**
 * The paths, as Traefik's rules see them, that a backend reads as one of a set, or as one that is not in it: exactly those,
 * but for paths in which it sees `..`, since where that leads back to would have to be kept for each path.
 *
 * @param wants whether those that belong to the set are meant
 */
export class ReadPaths implements Automaton {
  readonly breaks: readonly number[];
  private readonly states = new States<Position>((position) =>
    position === 'lost' ? position : [position.escape, position.cut, position.open, position.state].join('|'),
  );

  constructor(
    private readonly set: Automaton,
    private readonly reading: Reading,
    private readonly wants: boolean,
    private readonly dots: Dots,
    { cut, prefix }: PathEdit = unedited,
  ) {
    const start: Position = { escape: '', cut: 0, open: '/', state: root };
    const begun = Array.from(prefix).reduce<Position>((position, character) => {
      return position === 'lost' ? position : this.clean(position, codeOf(character));
    }, start);
    this.states.number(begun === 'lost' ? begun : { ...begun, cut });
    this.breaks = [
      ...set.breaks,
      ...(reading.folds ? set.breaks.flatMap(upperBreak) : []),
      ...Array.from(reading.decodes ? './%0123456789ABCDEFabcdef' : './', codeOf).flatMap((code) => [
        code,
        code + 1,
      ]),
    ];
  }

  step = (state: number, code: number): number => this.states.step(state, code, this.next);

  private readonly next = (state: number, code: number): number => {
    const position = this.states.at(state) ?? 'lost';
    return position === 'lost' ? state : this.states.number(this.read(position, code));
  };

  accepts = (state: number): boolean => {
    const end = this.end(this.states.at(state) ?? 'lost');
    return end === 'lost' ? this.dots === 'any' : this.set.accepts(end) === this.wants;
  };

  isFull = (): boolean => false;

  isDead = (state: number): boolean => {
    if (this.dots === 'any') return false;
    const position = this.states.at(state) ?? 'lost';
    return position === 'lost' || (this.wants && position.state !== root && this.set.isDead(position.state));
  };

  private read(position: Known, code: number): Position {
    if (!this.reading.decodes) return this.edited(position, code);
    const { escape } = position;
    if (escape === '') return code === percent ? { ...position, escape: '%' } : this.edited(position, code);
    const longer = escape + String.fromCodePoint(code);
    if (longer.length < 3) return { ...position, escape: longer };
    return this.edited({ ...position, escape: '' }, Number.parseInt(longer.slice(1), 16));
  }

  private edited(position: Known, code: number): Position {
    return position.cut > 0 ? { ...position, cut: position.cut - 1 } : this.clean(position, code);
  }

  private clean(position: Known, given: number): Position {
    const code = this.reading.folds && given >= 0x41 && given <= 0x5a ? given + 0x20 : given;
    const { open, state } = position;
    if (open === '') {
      return code === slash ? { ...position, open: '/' } : { ...position, state: this.after(state, code) };
    }
    if (code === slash) return open === '/..' ? 'lost' : { ...position, open: '/' };
    if (code === dot && open === '/') return { ...position, open: '/.' };
    if (code === dot && open === '/.') return { ...position, open: '/..' };
    const written = Array.from(open, codeOf).reduce((before, each) => this.after(before, each), state);
    return { ...position, open: '', state: this.after(written, code) };
  }

  private after(state: number, code: number): number {
    return this.set.step(Math.max(state, 0), code);
  }

  /** The state of the set's machine in which the cleaned path ends. */
  private end(position: Position): number | 'lost' {
    if (position === 'lost') return position;
    const { open, state } = position;
    if (open === '') return state;
    if (open === '/..') return 'lost';
    // Nothing but the root itself is written with a slash behind `.`.
    return open === '/' || state === root ? this.after(state, slash) : state;
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

const percent = codeOf('%');
const slash = codeOf('/');
const dot = codeOf('.');

/** Where a class of small letters begins, one of capital letters begins too. */
function upperBreak(code: number): readonly number[] {
  return code >= 0x61 && code <= 0x7b ? [code - 0x20] : [];
}
