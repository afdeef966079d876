export { type ForgeKind, type ForgeRequest, commentsOf, forgeKinds } from './forge';
export { type Kept, keepComment } from './sticky';
