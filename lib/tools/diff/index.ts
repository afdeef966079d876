export { diffMarkdown } from './markdown';
export { diffReport } from './findings';
export { diffText } from './text';
export { type ClusterDrift, type DriftSides, clusterDrift, driftText, hasDrift } from './drift';
export { verdictText } from './verdict-text';
