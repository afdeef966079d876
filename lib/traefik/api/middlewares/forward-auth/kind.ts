import { isFailed, made } from '../../../../core/base';
import {
  type TrafficRequest,
  answer,
  contentLength,
  deleteHeader,
  setUrl,
  undecided,
} from '../../../request';
import { type SpecFault, refused, required } from '../../check/fault';
import { regexpFaults } from '../../check/regexp';
import {
  type Decoded,
  bool,
  expressionOf,
  pointerBool,
  pointerInt,
  string,
  strings,
  struct,
} from '../../read';
import { configuredKind } from '../kind';
import { addressFlaw, noUrl } from '../shared/auth-address';
import {
  type ClientTlsConfig,
  clientTlsFields,
  clientTlsReferences,
  configureClientTls,
} from '../shared/client-tls';

const fields = {
  address: string,
  trustForwardHeader: pointerBool,
  authResponseHeaders: strings,
  authResponseHeadersRegex: string,
  authRequestHeaders: strings,
  tls: struct({ ...clientTlsFields, caOptional: pointerBool }),
  maxResponseBodySize: pointerInt,
  addAuthCookiesToResponse: strings,
  headerField: string,
  forwardBody: bool,
  maxBodySize: pointerInt,
  preserveLocationHeader: bool,
  preserveRequestMethod: bool,
  authSigninURL: string,
};

/** Forwarded authentication with its Secrets read into it. */
type ForwardAuthConfig = Omit<Decoded<typeof fields>, 'tls'> & { readonly tls?: ClientTlsConfig };

/** Another service decides, where it can be asked at all. */
export const forwardAuth = configuredKind(
  struct(fields),
  ({ tls, maxBodySize = -1, ...rest }, sources) => {
    const config: ForwardAuthConfig = { ...rest, maxBodySize };
    if (!tls) return made(config);
    const { caOptional } = tls;
    const client = configureClientTls(tls, sources);
    if (isFailed(client)) return client;
    return made({ ...config, tls: { ...client.value, ...(caOptional !== undefined && { caOptional }) } });
  },
  {
    check: ({ address, authResponseHeadersRegex }) => [
      ...required(address, ['address'], {
        reason: 'forward authentication requires an address',
        by: 'provider',
      }),
      ...addressFaults(address),
      ...regexpFaults(authResponseHeadersRegex, ['authResponseHeadersRegex']),
    ],
    references: clientTlsReferences('tls'),
    guards: true,
    handle: (request, config, next, report) => {
      const refusal = unaskable(request, config);
      if (refusal) {
        report.change(refusal.reason);
        return answer(refusal.status);
      }
      const { address = '', authResponseHeaders = [] } = config;
      report.note(`forwardAuth: ${address} decides whether the request passes`);
      if (authResponseHeaders.length > 0) {
        report.note(`forwardAuth: ${address} may set the request headers ${authResponseHeaders.join(', ')}`);
      }
      report.change(`asks ${address}`);
      dropAuthHeaders(request, config);
      setUrl(request, request.url);
      return undecided(next());
    },
  },
);

function addressFaults(address = ''): readonly SpecFault[] {
  const flaw = address === '' ? undefined : addressFlaw(address);
  if (flaw === undefined) return [];
  return [
    refused('unaskable-auth', ['address'], {
      message: `The address ${JSON.stringify(address)} ${flaw}.`,
      consequence: 'Traefik answers every request with 500.',
      fix: address.includes(':/') ? 'Write http://, the host, and the path.' : `Write http://${address}.`,
    }),
  ];
}

/** Why the service is not asked, with what Traefik answers then. */
function unaskable(
  { headers }: TrafficRequest,
  { address = '', forwardBody = false, maxBodySize = -1 }: ForwardAuthConfig,
): { readonly status: number; readonly reason: string } | undefined {
  const flaw = addressFlaw(address);
  if (flaw === noUrl) return { status: 500, reason: `${address} ${flaw}` };
  const length = contentLength(headers);
  if (forwardBody && maxBodySize >= 0 && length > maxBodySize) {
    return { status: 401, reason: `a body of ${length} bytes is more than the ${maxBodySize} allowed` };
  }
  return flaw === undefined ? undefined : { status: 500, reason: `${address} ${flaw}` };
}

/** What the client sends under a name that the service answers with never gets through. */
function dropAuthHeaders(
  { headers }: TrafficRequest,
  { authResponseHeaders = [], authResponseHeadersRegex = '' }: ForwardAuthConfig,
): void {
  for (const name of authResponseHeaders) deleteHeader(headers, name);
  if (authResponseHeadersRegex === '') return;
  const expression = expressionOf(authResponseHeadersRegex);
  for (const name of headers.keys()) if (expression.test(name)) deleteHeader(headers, name);
}
