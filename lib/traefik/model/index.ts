export type { Explanation, Forwarded, PassedMiddleware } from './explain/result';
export { explanationText } from './explain/text';
export { TrafficModel, type TrafficModelOptions } from './model';
export type { Dropped } from './provider/result';
export { selfSigned } from './provider/self-signed';
export type { RequestLine } from './rules';
export { type RawItem, type RawItems, type Routes, formatJson } from './runtime/rawdata';
export { type Tie, findTies } from './ties/ties';
