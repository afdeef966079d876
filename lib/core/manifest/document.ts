import { oncePer } from '../base';
import { stringifyYamlValue } from '../yaml';
import type { ApiObjectData } from './api-object';

/**
 * An object as it is written to a file, with the end of its last line. Two objects with the same document are the same in
 * all that the API server could see. It is written once, whoever asks.
 *
 * @throws ProblemError where the object has no JSON form
 */
export const documentOf = oncePer((object: ApiObjectData) => stringifyYamlValue(object));
