import { isEqual } from '../../../core/base';
import type { JsonSchema } from '../../../core/schema';

/** The characters that a text may begin with, hold and end with. */
export interface Characters {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
}

/** The values with which the templates were shown to do what the program does. */
export type Domain =
  /** All of the type. */
  | { readonly kind: 'any' }
  /** These and no others. */
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'numbers'; readonly minimum: number; readonly maximum: number }
  | {
      readonly kind: 'texts';
      readonly minLength: number;
      readonly maxLength: number;
      /** @default any */
      readonly characters?: Characters;
      /** Words that are not among them. */
      readonly except: readonly string[];
    }
  | { readonly kind: 'lists'; readonly minItems: number; readonly maxItems: number };

/** Whether a value is one of a domain. */
export function admits(domain: Domain, value: unknown): boolean {
  switch (domain.kind) {
    case 'any':
      return true;
    case 'values':
      return domain.values.some((one) => isEqual(one, value));
    case 'numbers':
      return typeof value === 'number' && value >= domain.minimum && value <= domain.maximum;
    case 'lists':
      return Array.isArray(value) && value.length >= domain.minItems && value.length <= domain.maxItems;
    default:
      return typeof value === 'string' && admitsText(domain, value);
  }
}

function admitsText(domain: Domain & { kind: 'texts' }, text: string): boolean {
  const characters = Array.from(text);
  const { minLength, maxLength, except } = domain;
  if (characters.length < minLength || characters.length > maxLength || except.includes(text)) return false;
  if (!domain.characters) return true;
  const { first, middle, last } = domain.characters;
  return characters.every(
    (character, index) =>
      (index > 0 || first.includes(character)) &&
      (index < characters.length - 1 || last.includes(character)) &&
      (index === 0 || index === characters.length - 1 || middle.includes(character)),
  );
}

/** What a schema demands of the values of a domain beside their type. */
export function domainSchema(domain: Domain): JsonSchema {
  switch (domain.kind) {
    case 'any':
      return {};
    case 'values':
      return { enum: domain.values };
    case 'numbers':
      return { minimum: domain.minimum, maximum: domain.maximum };
    case 'lists':
      return { ...(domain.minItems > 0 && { minItems: domain.minItems }), maxItems: domain.maxItems };
    default: {
      const { minLength, maxLength, characters, except } = domain;
      return {
        ...(minLength > 0 && { minLength }),
        maxLength,
        ...(characters && { pattern: patternOf(characters) }),
        ...(except.length > 0 && { not: { enum: except } }),
      };
    }
  }
}

/** A pattern that JavaScript and Go read in the same way. */
function patternOf({ first, middle, last }: Characters): string {
  const both = Array.from(first).filter((character) => last.includes(character));
  const [start, inner, end, only] = [first, middle, last, both.join('')].map(classOf);
  const longer =
    start === undefined || end === undefined
      ? undefined
      : `${start}${inner === undefined ? '' : `${inner}*`}${end}`;
  return `^(?:${[only, longer].filter((part) => part !== undefined).join('|')})?$`;
}

/** Characters as a class; undefined where there are none, which no class can say. */
function classOf(characters: string): string | undefined {
  if (characters === '') return undefined;
  const codes = Array.from(characters, (character) => character.charCodeAt(0)).toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    if (run && run[1] === code - 1) run[1] = code;
    else runs.push([code, code]);
  }
  return `[${runs.map(([from, to]) => (to - from < 2 ? range(from, to).map(escaped).join('') : `${escaped(from)}-${escaped(to)}`)).join('')}]`;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function escaped(code: number): string {
  if (code === 9) return '\\t';
  if (code === 10) return '\\n';
  const character = String.fromCharCode(code);
  return /[\\\]^-]/.test(character) ? `\\${character}` : character;
}

/** A domain in words, for people who choose a value; undefined where any will do. */
export function sayDomain(domain: Domain): string | undefined {
  switch (domain.kind) {
    case 'any':
      return undefined;
    case 'values':
      return domain.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'numbers':
      return `from ${domain.minimum} to ${domain.maximum}`;
    case 'lists':
      return `${domain.minItems} to ${domain.maxItems} items`;
    default: {
      const { minLength, maxLength, characters, except } = domain;
      const said = [
        `${minLength} to ${maxLength} characters`,
        ...(characters ? [`as ${patternOf(characters)} has them`] : []),
        ...(except.length > 0 ? [`but not ${except.map((word) => JSON.stringify(word)).join(' or ')}`] : []),
      ];
      return said.join(', ');
    }
  }
}
