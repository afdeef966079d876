import type { Derived } from '../derive/derived';
import type { WatchedProgram } from '../derive/watched-program';
import { usedPaths } from '../template/used-paths';
import { decimal } from '../template/computation';
import { type ValuePath, keyOf, startsWith, valueAt } from '../values';
import type { Constants } from './constants';
import type { Domain } from './domain';
import { listDomains } from './lists';
import { numberDomains } from './numbers';
import { textDomains } from './texts';
import { type Changeable, distinctOf, faultTogether, narrowed } from './together';
import { type Place, Trials } from './trials';
import { wordsOf } from './words';

/** What is known of a program whose values are tried out one by one. */
export interface TrialProps {
  readonly constants: Constants;
  /** Values that the program says it takes whatever they are. */
  readonly open: readonly ValuePath[];
  /** Values that have to be right with all names of a namespace, since no schema guards them. */
  readonly names: readonly ValuePath[];
}

/** What was shown of the values that are offered. */
export interface Shown {
  readonly domains: ReadonlyMap<string, Domain>;
  /** Those of which nothing was shown but what they are. */
  readonly wrong: readonly ValuePath[];
}

/** All names of namespaces. */
const namespaceNames: Domain & { readonly kind: 'texts' } = {
  kind: 'texts',
  minLength: 1,
  maxLength: 63,
  characters: {
    first: 'abcdefghijklmnopqrstuvwxyz0123456789',
    middle: 'abcdefghijklmnopqrstuvwxyz0123456789-',
    last: 'abcdefghijklmnopqrstuvwxyz0123456789',
  },
  except: [],
};

/**
 * Tries values that a derived chart offers: all that the program may compare them with, characters, lengths, small
 * numbers and large ones, first one by one and then together. What the templates get wrong is not admitted.
 */
export function shownOf(
  program: WatchedProgram,
  { objects, offered, removable }: Pick<Derived, 'objects' | 'offered' | 'removable'>,
  { constants, open, names }: TrialProps,
): Shown {
  const trials = new Trials(program, objects);
  const isOpen = (path: ValuePath): boolean => open.some((one) => startsWith(path, one));
  const places = offered.flatMap((path) => placeOf(program, path) ?? []);
  const tried = places.filter(({ path }) => !isOpen(path) && program.choicesOf(path) === undefined);
  const ofType = (isOne: (value: unknown) => boolean): readonly Place[] =>
    tried.filter(({ own }) => own.every(isOne));
  const inTexts = usedPaths(objects, ({ computation }) => computation === decimal.name);
  const numbers = ofType((value) => typeof value === 'number').filter(
    // Helm and the program print fractions each in its own way.
    ({ path, own }) => own.every(Number.isInteger) || !inTexts.has(keyOf(path)),
  );
  const texts = ofType((value) => typeof value === 'string');
  const lists = ofType(Array.isArray);
  // What is fixed is something that the program may compare others with as well.
  const all = [...program.environments.values()].flatMap((values) =>
    program.leaves.flatMap((path) => [valueAt(values, path)].flat()),
  );
  const words = wordsOf(constants, [...new Set(all.filter((value) => typeof value === 'string'))]);
  const known = [...new Set([...constants.numbers, ...all.filter((value) => typeof value === 'number')])];
  const shown = new Map([
    ...numberDomains(trials, numbers, known),
    ...textDomains(trials, texts, words, known),
    ...listDomains(trials, lists, words, known),
  ]);
  const wrong: ValuePath[] = [];
  let changeable = places.flatMap((place): Changeable[] => {
    const { path, own } = place;
    const isSwitch =
      own.every((value) => typeof value === 'boolean') && program.choicesOf(path) === undefined;
    const domain = isSwitch || isOpen(path) ? any : (shown.get(place) ?? onlyThese(trials, place));
    if (domain && (!names.some((name) => keyOf(name) === keyOf(path)) || isForAllNames(domain)))
      return [{ path, own, domain }];
    wrong.push(path);
    return [];
  });
  // What is wrong together is narrowed until it is not; each round takes something away, so this comes to an end.
  while (wrong.length === 0) {
    const fault = faultTogether(
      trials,
      changeable.filter(({ path }) => !isOpen(path)),
      removable,
    );
    if (!fault) break;
    const fewer = narrowed(changeable, fault);
    if (fewer.size === 0)
      throw new Error(`nothing explains what is wrong with ${JSON.stringify(fault.paths)}`);
    changeable = changeable.flatMap((one): Changeable[] => {
      const key = keyOf(one.path);
      if (!fewer.has(key)) return [one];
      const domain = fewer.get(key);
      if (domain) return [{ ...one, domain }];
      wrong.push(one.path);
      return [];
    });
  }
  return { domains: new Map(changeable.map(({ path, domain }) => [keyOf(path), domain])), wrong };
}

/** Tries what the program says that values may be, and nothing else: what it does with others is known. */
export function chosenOf(
  program: WatchedProgram,
  { objects, offered }: Pick<Derived, 'objects' | 'offered'>,
): Shown {
  const trials = new Trials(program, objects);
  const chosen = offered.filter((path) => program.choicesOf(path) !== undefined);
  const tried = chosen
    .flatMap((path) => placeOf(program, path) ?? [])
    .map((place) => ({ path: place.path, domain: onlyThese(trials, place) }));
  return {
    domains: new Map(tried.flatMap(({ path, domain }) => (domain ? [[keyOf(path), domain]] : []))),
    wrong: tried.flatMap(({ path, domain }) => (domain ? [] : [path])),
  };
}

const any: Domain = { kind: 'any' };

/** Where a value is tried: in the first input that has it. */
function placeOf(program: WatchedProgram, path: ValuePath): Place | undefined {
  const having = [...program.environments].filter(([, values]) => valueAt(values, path) !== undefined);
  const [first] = having;
  if (!first) return undefined;
  const [environment, values] = first;
  return {
    path,
    environment,
    values,
    base: valueAt(values, path),
    own: having.map(([, other]) => valueAt(other, path)),
  };
}

/** What the program says it may be, else what inputs have: where that is more than one, and right wherever it is tried. */
function onlyThese(trials: Trials, place: Place): Domain | undefined {
  const values = trials.program.choicesOf(place.path) ?? distinctOf(place.own);
  if (values.length < 2) return undefined;
  const wrong = trials.wrongOnes(new Map([[place, values]]), true).get(place);
  return wrong?.length === 0 ? { kind: 'values', values } : undefined;
}

function isForAllNames(domain: Domain): boolean {
  if (domain.kind === 'any') return true;
  if (domain.kind !== 'texts' || domain.except.length > 0) return false;
  const { first, middle, last } = namespaceNames.characters ?? { first: '', middle: '', last: '' };
  const { characters, maxLength } = domain;
  return (
    maxLength >= namespaceNames.maxLength &&
    (!characters ||
      (
        [
          [first, characters.first],
          [middle, characters.middle],
          [last, characters.last],
        ] as const
      ).every(([all, own]) => Array.from(all).every((one) => own.includes(one))))
  );
}
