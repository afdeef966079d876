export { annotationPrefix, withoutAnnotated } from './annotations';
export { type Baseline, baselineText, readBaseline } from './baseline';
export { lintFileName, readLintFile, unknownRule } from './lint-file';
export { type Review, type ReviewOptions, review } from './review';
export { type Suppressed, type Suppression, sift } from './suppression';
