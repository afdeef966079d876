import type { RuleGroup } from './rule';

const unread = 'Nothing is made of it.';

/** Files and the YAML or JSON in them. */
export const textRules = {
  title: 'Files and YAML',
  looksAt: 'Every file that is read: environment files, manifests, static configurations, lists of requests.',
  rules: {
    'unreadable-file': {
      code: 'TR221',
      wrong: 'A file or folder cannot be read.',
      consequence: unread,
      fix: 'Correct the path, or make the file readable UTF-8 text.',
    },
    'unwritable-file': {
      code: 'TR230',
      wrong: 'A file cannot be written.',
      consequence: 'It stays as it was.',
      fix: 'Make a folder for it in which files may be written, or name another file.',
    },
    'invalid-yaml': {
      code: 'TR222',
      wrong: 'A text is not YAML.',
      consequence: 'Nothing of the file is read.',
      fix: 'Correct the text at the place that is shown.',
    },
    'invalid-alias': {
      code: 'TR223',
      wrong: 'An alias stands for nothing, for itself, or for far too much.',
      consequence: 'kubectl refuses such a text.',
      fix: 'Write the value out.',
    },
    'duplicate-key': {
      code: 'TR224',
      wrong: 'A key stands twice in one map.',
      consequence: 'YAML does not say which of them holds.',
      fix: 'Remove one of them.',
    },
    'key-not-text': {
      code: 'TR225',
      wrong: 'A key is no text.',
      consequence: 'JSON, and so Kubernetes, knows text alone as keys.',
      fix: 'Quote it if text is meant; a template such as {{ … }} needs quotes.',
    },
    'invalid-merge': {
      code: 'TR226',
      wrong: 'The merge key "<<" has something else than maps.',
      consequence: unread,
      fix: 'Give it a map, an alias of a map, or a list of such; quote the key if it is meant as text.',
    },
    'inexact-number': {
      code: 'TR227',
      wrong: 'A number cannot be carried by JSON, or not exactly.',
      consequence: 'Another number than the one that is written would reach the cluster.',
      fix: 'Quote it if text is meant.',
    },
    'invalid-tag': {
      code: 'TR228',
      wrong: 'A tag has no meaning here, or does not fit its value.',
      consequence: unread,
      fix: 'Leave the tag out, or quote the value if the tag is part of the text.',
    },
    'no-request': {
      code: 'TR229',
      wrong: 'A line of a file of requests is no request.',
      consequence: 'None of the requests is explained.',
      fix: 'Write a JSON object with a text `url` on each line.',
    },
  },
} as const satisfies RuleGroup;
