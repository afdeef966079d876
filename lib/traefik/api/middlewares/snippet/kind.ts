import { stableJson } from '../../../../core/base';
import { answer, deleteHeader, undecided } from '../../../request';
import { isToken, toBytes } from '../../../rule';
import { string, strings, struct } from '../../read';
import { middlewareKind } from '../kind';
import { addressFlaw } from '../shared/auth-address';
import { withVariables } from '../shared/nginx-variables';

/**
 * Asks another server whether the request may pass, and does what snippets of nginx's configuration say: what that is,
 * is not computed. Only the provider kubernetesIngressNGINX makes it.
 *
 * @see pkg/middlewares/ingressnginx/snippet/snippet.go
 */
export const snippet = middlewareKind(
  struct({
    serverSnippet: string,
    configurationSnippet: string,
    auth: struct({
      address: string,
      method: string,
      snippet: string,
      authResponseHeaders: strings,
      authSigninURL: string,
    }),
  }),
  {
    guards: true,
    // Who only asks another server does as forwardAuth does.
    treat: (config) => {
      const { auth, serverSnippet, configurationSnippet } = config;
      const isAsking =
        !serverSnippet && !configurationSnippet && !auth?.snippet && (auth?.method ?? 'GET') === 'GET';
      const { address, authResponseHeaders, authSigninURL } = auth ?? {};
      const asked = { address, authResponseHeaders, authSigninURL, maxBodySize: -1 };
      return [{ effect: { kind: 'acts', as: stableJson(isAsking ? asked : config) } }];
    },
    handle: (request, { serverSnippet, configurationSnippet, auth }, next, report) => {
      const written = [
        ...(serverSnippet ? ['server-snippet'] : []),
        ...(configurationSnippet ? ['configuration-snippet'] : []),
        ...(auth?.snippet ? ['auth-snippet'] : []),
      ];
      for (const name of written) report.note(`snippet: what ${name} does to the request is not computed`);
      if (!auth) return undecided(next());
      const address = withVariables(toBytes(auth.address ?? ''), request);
      const flaw =
        addressFlaw(address) ?? (isToken(auth.method ?? 'GET') ? undefined : 'is asked by no method');
      if (flaw !== undefined && written.length === 0) {
        report.change(`${address} ${flaw}`);
        return answer(500);
      }
      const { authResponseHeaders = [], authSigninURL = '' } = auth;
      report.note(`snippet: ${address} decides whether the request passes`);
      if (authSigninURL !== '')
        report.note(`snippet: where it answers 401, clients are sent to ${authSigninURL}`);
      if (authResponseHeaders.length > 0) {
        report.note(`snippet: ${address} may set the request headers ${authResponseHeaders.join(', ')}`);
      }
      report.change(`asks ${address}`);
      for (const name of authResponseHeaders) deleteHeader(request.headers, name);
      return undecided(next());
    },
  },
);
