export {
  type ParseYamlOptions,
  type YamlDocument,
  type YamlEntries,
  type YamlReading,
  type YamlTree,
  parseYaml,
  parseYamlEntries,
  parseYamlTree,
} from './read';
export type { YamlEntry } from './node';
export type { ScalarValue, YamlDialect } from './scalar';
export { isPlainText } from './text';
export { stringifyYaml, stringifyYamlValue } from './write';
