export {
  type DecodeError,
  type Decoded,
  type DecodedBy,
  type Decoder,
  anything,
  bool,
  int,
  intOrString,
  list,
  long,
  map,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  stringMap,
  keptStrings,
  strings,
  struct,
} from './decode';
export { formatDuration, parseDuration } from './duration';
export { type Expression, expressionError, expressionOf, hasGroups } from './expression';
export { rangeError } from './ip-range';
export { isKnownStatus } from './known-status';
export { mediaTypeError } from './media-type';
export { type PredicateFunction, predicateError } from './predicate';
export { type StatusRanges, inRanges, readStatusRanges } from './status-ranges';
