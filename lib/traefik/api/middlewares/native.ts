import { appRoot } from './app-root/kind';
import { authTLSPassCertificateToUpstream } from './auth-tls-pass-certificate-to-upstream/kind';
import { requestHeaderModifier, responseHeaderModifier } from './header-modifier/kind';
import { requestRedirect } from './request-redirect/kind';
import { rewriteTarget } from './rewrite-target/kind';
import { snippet } from './snippet/kind';
import { upstreamVHost } from './upstream-v-host/kind';
import { urlRewrite } from './url-rewrite/kind';

/** Kinds that no object and no label can ask for: a provider makes them of something else. */
export const nativeKinds = {
  requestHeaderModifier,
  responseHeaderModifier,
  requestRedirect,
  URLRewrite: urlRewrite,
  authTLSPassCertificateToUpstream,
  snippet,
  rewriteTarget,
  upstreamVHost,
  appRoot,
} as const;
