import { kindFindings } from '../../core/kubernetes';
import type { ObjectCheck } from './object-finding';

/** What Kubernetes' own kinds have that the API server does not know or take. */
export const kubernetesKind: ObjectCheck = ({ objects }) =>
  objects.flatMap((placed) =>
    kindFindings(placed.object).map((finding) => ({ ...finding, placed, field: finding.field ?? [] })),
  );
