export { composeMarkdown } from './markdown';
export { type ComposeReport, composeReport, mustAct } from './report';
export { composeText, entryBlocks } from './text';
