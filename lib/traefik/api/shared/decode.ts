import { type Decoded, list, string, strings, struct } from '../read';

const referenceFields = { name: string, namespace: string };

/** Reads a name with a namespace. */
const reference = struct(referenceFields);

/** Reads a list of names with namespaces. */
export const references = list(reference, {});

/** A name with a namespace, once read. */
export type ReferenceSpec = Decoded<typeof referenceFields>;

/** Reads a list of domains. */
const domains = list(struct({ main: string, sans: strings }), {});

/** How to read the TLS of routers. */
export const routerTlsFields = {
  secretName: string,
  options: reference,
  store: reference,
  certResolver: string,
  domains,
};

/** The TLS of routers, once read. */
export type RouterTlsSpec = Decoded<typeof routerTlsFields>;
