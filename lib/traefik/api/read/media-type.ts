/** What may stand in a type, a subtype and a parameter's name. */
const token = "[!#$%&'*+\\-.^_`{|}~0-9A-Za-z]+";
const type = new RegExp(`^${token}(?:/${token})?$`);
const quoted = '"(?:\\\\[()<>@,;:\\\\"/\\[\\]?=]|[^"\\r\\n])*"';
const parameter = new RegExp(`\\s*;\\s*(${token})\\s*=\\s*(${quoted}|${token})`, 'y');

/** Why Go's mime.ParseMediaType reads no media type out of a text; undefined where it does. */
export function mediaTypeError(text: string): string | undefined {
  const [base = ''] = text.split(';', 1);
  if (!type.test(base.trim().toLowerCase())) return 'mime: no media type';
  const values = new Map<string, string>();
  const parameters = text.slice(base.length).trimEnd();
  parameter.lastIndex = 0;
  while (parameter.lastIndex < parameters.length) {
    const rest = parameters.slice(parameter.lastIndex).trim();
    if (rest === ';') return undefined;
    const [, name = '', value = ''] = parameter.exec(parameters) ?? [];
    if (name === '') return 'mime: invalid media parameter';
    const key = name.toLowerCase();
    const known = values.get(key);
    if (known !== undefined && known !== value) return 'mime: duplicate parameter name';
    values.set(key, value);
  }
  return undefined;
}
