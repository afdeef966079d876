export { type CodeEntry, codes } from './catalogue';
export { type ComposeEnvironment, type Conversion, composeSources, convertCompose } from './convert';
export { type DecisionKind, type Decisions, type Question, decidable, isDecisionKind } from './decisions';
export type { Entry } from './entry';
export { environmentText } from './environment-text';
export { literal } from './layers';
export type { Fate, PlacedValue } from './outcome';
export {
  type ComposeReport,
  composeMarkdown,
  composeReport,
  composeText,
  entryBlocks,
  mustAct,
} from './report';
export { sections } from './sections';
export { serviceKeys } from './services';
export type { Source } from './source';
export { type TrafficProof, credentialsOf, proveTraffic } from './traffic';
