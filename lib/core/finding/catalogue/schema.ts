import type { RuleGroup } from './rule';

const refused = 'The API server refuses the object; an environment with it is not synthesized.';

/** Plain data against the schema of its kind. */
export const schemaRules = {
  title: 'Fields',
  looksAt: 'Every field of environment files, and of API objects whose schema is known.',
  rules: {
    'wrong-type': {
      code: 'TR251',
      wrong: 'A value is of another type than its field takes.',
      consequence: refused,
      fix: 'Write a value of the type that the message names.',
    },
    'unknown-field': {
      code: 'TR252',
      wrong: 'A field is none that is known at its place.',
      consequence: 'The API server drops the field without a word, and its controller never sees it.',
      fix: 'Write a known field; the nearest is named.',
    },
    'missing-field': {
      code: 'TR253',
      wrong: 'A field is missing or empty, though nothing works without it.',
      consequence: refused,
      fix: 'Add the field.',
    },
    'excluded-field': {
      code: 'TR254',
      wrong: 'Fields stand together that exclude each other, or one stands where it may not.',
      consequence: refused,
      fix: 'Keep one of them.',
    },
    'not-allowed-value': {
      code: 'TR255',
      wrong: 'A value is none of those that its field takes.',
      consequence: refused,
      fix: 'Write one of the values that are named.',
    },
    'wrong-pattern': {
      code: 'TR256',
      wrong: 'A text does not have the form that its field takes.',
      consequence: refused,
      fix: 'Write it in the form that is named.',
    },
    'out-of-range': {
      code: 'TR257',
      wrong: 'A number is too small or too large for its field.',
      consequence: refused,
      fix: 'Write a number within the range that is named.',
    },
    'wrong-length': {
      code: 'TR258',
      wrong: 'A text, list or map has too few or too many parts.',
      consequence: refused,
      fix: 'Write as many as are named.',
    },
    'duplicate-item': {
      code: 'TR259',
      wrong: 'An item stands twice in a list whose items must differ.',
      consequence: refused,
      fix: 'Remove one of them.',
    },
    'too-deep': {
      code: 'TR260',
      wrong: 'Data nests too deep, or holds itself.',
      consequence: 'It cannot be checked, nor written.',
      fix: 'Nest at most 200 levels deep.',
    },
    'two-kinds': {
      code: 'TR261',
      wrong:
        'Something that can be of one kind only has several; most often one from each file of an environment.',
      consequence: 'Traefik refuses such an object, or silently takes one of the kinds.',
      fix: 'Keep one of them; set the other to null where it comes from a base file.',
    },
    'broken-crd-rule': {
      code: 'TR263',
      wrong: 'An object breaks a rule that its CRD has beyond the form of fields (x-kubernetes-validations).',
      consequence: 'The API server refuses the object.',
      fix: 'Write it as the message says.',
    },
    'not-plain-data': {
      code: 'TR262',
      wrong: 'A value is not what JSON has.',
      consequence: 'Kubernetes takes nothing but JSON.',
      fix: 'Give text, a finite number, a boolean, null, a list or a plain map.',
    },
  },
} as const satisfies RuleGroup;
