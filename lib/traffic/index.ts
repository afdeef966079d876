export type { Explanation, Forwarded, PassedMiddleware } from './explain/result';
export { explanationText } from './explain/text';
export { TrafficModel, type TrafficModelOptions } from './model';
export type { Dropped } from './provider/result';
export type { RequestLine } from './rules';
export { type RawItem, type RawItems, type Routes, formatJson } from './runtime/rawdata';
