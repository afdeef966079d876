import { stringifyYamlValue } from '../core/yaml';
import { formatJson } from '../traefik/model';

/** Data as a program reads it; priorities that no number of JavaScript can hold are printed digit by digit. */
export function dataText(data: unknown, format: 'json' | 'yaml'): string {
  return format === 'json' ? `${formatJson(data)}\n` : stringifyYamlValue(data);
}
