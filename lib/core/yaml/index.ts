export {
  type ParseYamlOptions,
  type YamlDocument,
  type YamlReading,
  type YamlTree,
  parseYaml,
  parseYamlTree,
} from './read';
export type { ScalarValue, YamlDialect } from './scalar';
export { isPlainText } from './text';
export { stringifyYaml, stringifyYamlValue } from './write';
