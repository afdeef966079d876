export { type ParseYamlOptions, type YamlDocument, type YamlReading, parseYaml } from './read';
export type { YamlDialect } from './scalar';
export { stringifyYaml, stringifyYamlValue } from './write';
