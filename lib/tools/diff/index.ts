export { diffMarkdown } from './markdown';
export { diffReport } from './findings';
export { diffText } from './text';
export { verdictText } from './verdict-text';
