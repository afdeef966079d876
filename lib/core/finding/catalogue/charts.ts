import type { RuleGroup } from './rule';

const noChart = 'No chart is derived.';

/** Deriving Helm charts. */
export const chartRules = {
  title: 'Charts',
  looksAt: 'What a Helm chart is derived from: the program, its inputs, and the properties of the chart.',
  rules: {
    'invalid-chart-name': {
      code: 'TR501',
      wrong: 'A text is no name for a chart.',
      consequence: 'Helm refuses it.',
      fix: 'Use at most 53 lower-case letters, digits and "-", no "-" at the ends.',
    },
    'invalid-chart-version': {
      code: 'TR502',
      wrong: 'A text is no version of a chart.',
      consequence: 'Helm refuses it.',
      fix: 'Write three numbers with dots between, such as 1.4.0.',
    },
    'invalid-kube-version': {
      code: 'TR503',
      wrong: 'A text is no range of versions of Kubernetes.',
      consequence: 'Helm refuses it.',
      fix: 'Write comparisons of versions, such as ">=1.30.0-0".',
    },
    'invalid-template-name': {
      code: 'TR504',
      wrong: 'A text is no name for a template.',
      consequence: 'Helm renders no file whose name begins with "_" or ".", and none outside of the chart.',
      fix: 'Use letters, digits, "-", "_" and ".", beginning with a letter or a digit.',
    },
    'no-inputs': {
      code: 'TR505',
      wrong: 'There are no inputs to derive a chart from.',
      consequence: noChart,
      fix: 'Name at least one: `inputs: { prod: { replicas: 2 } }`.',
    },
    'invalid-input-name': {
      code: 'TR506',
      wrong: 'A text is no name for an input.',
      consequence: noChart,
      fix: 'It names a file: use letters, digits, "-", "_" and ".".',
    },
    'invalid-input-key': {
      code: 'TR507',
      wrong: 'A key of an input holds a control character.',
      consequence: noChart,
      fix: 'Rename it.',
    },
    'invalid-input-text': {
      code: 'TR508',
      wrong: 'A text of an input holds a control character.',
      consequence: noChart,
      fix: 'Write it without.',
    },
    'invalid-input-type': {
      code: 'TR509',
      wrong: 'An input has something that is no value of a chart.',
      consequence: noChart,
      fix: 'Give maps, lists, text, numbers and booleans.',
    },
    'no-free-value-name': {
      code: 'TR510',
      wrong: 'Inputs have all of the keys under which the choice of an input could stand.',
      consequence: 'None is left for the value that says which input is meant.',
      fix: 'Give one of them another name.',
    },
    'input-without-choice': {
      code: 'TR514',
      wrong: 'An input has something else than the choices that are named for it.',
      consequence: noChart,
      fix: 'Name all values that inputs may have there, by the path that they have it at.',
    },
    'failing-program': {
      code: 'TR511',
      wrong: 'The program fails for an input.',
      consequence: noChart,
      fix: 'Correct the program or the input.',
    },
    'unstable-program': {
      code: 'TR512',
      wrong: 'The program makes something else of the same input each time.',
      consequence: 'What follows from a value cannot be told from chance.',
      fix: 'Take the time, random numbers and counters out of it, or make them values.',
    },
    'foreign-output': {
      code: 'TR513',
      wrong:
        'The folder that is to be written is there already, with something that this command has not written.',
      consequence: 'Nothing was changed in it.',
      fix: 'Name a new folder, or remove this one.',
    },
  },
} as const satisfies RuleGroup;
