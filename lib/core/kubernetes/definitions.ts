import recorded from '../../../imports/kubernetes.openapi.json';
import type { JsonSchema } from '../schema';

/** How an API server describes kinds of its own. */
export interface KindDefinitions extends JsonSchema {
  /** The Kubernetes version that was asked, for example `1.35`. */
  readonly version: string;
  /** The type of each kind: `apps/v1 Deployment` → a name among the definitions. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
export const kindDefinitions = recorded as KindDefinitions;
