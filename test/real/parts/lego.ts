import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Copy } from './copies';

const legoModule = 'github.com/go-acme/lego/v5';
const providers = path.join('providers', 'dns');

/** What Traefik asks of the package with all DNS providers. */
const noProviders = `// Package dns has no providers: no suite gets certificates by DNS.
package dns

import (
	"fmt"

	"${legoModule}/challenge"
)

// NewDNSChallengeProviderByName knows none.
func NewDNSChallengeProviderByName(name string) (challenge.Provider, error) {
	return nil, fmt.Errorf("the DNS provider %q is not built in", name)
}
`;

/**
 * Traefik's ACME library without its DNS providers, whose thousand packages are most of Traefik's build, and of which
 * the module proxy does not serve all.
 */
export const lego: Copy = {
  module: legoModule,
  folder: 'lego-',
  leavesOut: (file) => file.startsWith(providers + path.sep) || ['cmd', 'e2e', 'main.go'].includes(file),
  change(folder) {
    mkdirSync(path.join(folder, providers), { recursive: true });
    writeFileSync(path.join(folder, providers, 'none.go'), noProviders);
  },
};
