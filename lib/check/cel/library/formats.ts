import type { Library } from '../signature';
import { type CelOpaque, none, some } from '../values';

/** What is wrong with a text of a format, in the API server's own words; nothing where it is fine. */
type Check = (text: string) => readonly string[];

interface Pattern {
  readonly expression: string;
  readonly message: string;
  readonly examples: readonly string[];
  readonly longest?: number;
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const key = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const dnsLabel: Pattern = {
  expression: label,
  message:
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: ['my-name', '123-abc'],
  longest: 63,
};

const dnsSubdomain: Pattern = {
  expression: `${label}(\\.${label})*`,
  message:
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
  longest: 253,
};

const oldDnsLabel: Pattern = {
  expression: '[a-z]([-a-z0-9]*[a-z0-9])?',
  message:
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: ['my-name', 'abc-123'],
  longest: 63,
};

const labelValue: Pattern = {
  expression: `(${key})?`,
  message:
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyValue', 'my_value', '12345'],
  longest: 63,
};

const labelKey: Pattern = {
  expression: key,
  message:
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyName', 'my.name', '123-abc'],
};

function refusal({ expression, message, examples }: Pattern): string {
  const given = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${given}regex used for validation is '${expression}')`;
}

function matches({ expression }: Pattern, text: string): boolean {
  return new RegExp(`^${expression}$`).test(text) && !text.endsWith('\n');
}

function byPattern(pattern: Pattern, otherwise?: (text: string) => string | undefined): Check {
  return (text) => [
    ...(pattern.longest !== undefined && Buffer.byteLength(text) > pattern.longest
      ? [`must be no more than ${pattern.longest} bytes`]
      : []),
    ...(matches(pattern, text) ? [] : [otherwise?.(text) ?? refusal(pattern)]),
  ];
}

const isDnsLabel = byPattern(dnsLabel, (text) =>
  matches(dnsSubdomain, text) ? 'must not contain dots' : undefined,
);
const isDnsSubdomain = byPattern(dnsSubdomain);
const isOldDnsLabel = byPattern(oldDnsLabel);

/** A prefix may end in a dash: what is generated goes on behind it. */
function asPrefix(check: Check): Check {
  return (text) => check(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);
}

function isLabelKey(text: string): readonly string[] {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2)
    return [
      `a valid label key ${refusal(labelKey)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const [prefix] = parts.length === 2 ? parts : [];
  const ofPrefix = prefix === undefined ? [] : prefix === '' ? ['must be non-empty'] : isDnsSubdomain(prefix);
  const ofName = [
    ...(name === '' ? ['must be non-empty'] : name.length > 63 ? ['must be no more than 63 bytes'] : []),
    ...(matches(labelKey, name) ? [] : [refusal(labelKey)]),
  ];
  return [...ofPrefix.map((each) => `prefix part ${each}`), ...ofName.map((each) => `name part ${each}`)];
}

function simple(holds: (text: string) => boolean, message: string): Check {
  return (text) => (holds(text) ? [] : [message]);
}

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

const checks: Readonly<Record<string, Check>> = {
  dns1123Label: isDnsLabel,
  dns1123Subdomain: isDnsSubdomain,
  dns1035Label: isOldDnsLabel,
  qualifiedName: isLabelKey,
  dns1123LabelPrefix: asPrefix(isDnsLabel),
  dns1123SubdomainPrefix: asPrefix(isDnsSubdomain),
  dns1035LabelPrefix: asPrefix(isOldDnsLabel),
  labelValue: byPattern(labelValue),
  uuid: simple((text) => uuid.test(text), 'does not match the UUID format'),
};

const beyond = 'what Go takes for such a text is not evaluated here';

/** Formats of texts. Source: k8s.io/apiserver, pkg/cel/library/format.go */
export const formats: Library = {
  ...Object.fromEntries(
    Object.keys(checks).map((name) => [
      `format.${name}(): format`,
      (): CelOpaque => ({ kind: 'format', data: name, key: name }),
    ]),
  ),
  'format.uri(): format': beyond,
  'format.byte(): format': beyond,
  'format.date(): format': beyond,
  'format.datetime(): format': beyond,
  'format.named(string): optional<format>':
    'a format that a text names is not evaluated here: write format.dns1123Label() or the like',
  'format .validate(string): optional<list<string>>': ({ key: name }: CelOpaque, text: string) => {
    const wrong = checks[name]?.(text) ?? [];
    return wrong.length === 0 ? none : some(wrong);
  },
};
