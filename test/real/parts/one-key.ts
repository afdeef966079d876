import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Copy } from './copies';

const folderOfKeys = path.join('pkg', 'tls', 'generate');

/** What makes a new key, in the published source. */
const everyKey = 'rsa.GenerateKey(rand.Reader, 2048)';

/** What the compiler reads; of the dashboard's page it is the folder that the page would be in. */
const needed =
  /^(go\.mod|go\.sum|cmd|internal|pkg|webui|webui.embed\.go|webui.static)$|^(cmd|internal|pkg|webui.static)\W/;

const firstKey = `package generate

import (
	"crypto/rand"
	"crypto/rsa"
	"sync"
)

// oneKey is the key of every default certificate of this process.
var oneKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return ${everyKey} })
`;

/**
 * Traefik that makes the RSA key of its default certificate once, and not again at every change of its configuration:
 * that is nine tenths of what it computes in the suites, which change it thousands of times. The certificate is still
 * made anew each time.
 */
export const oneKey: Copy = {
  module: 'github.com/traefik/traefik/v3',
  folder: 'one-key-',
  leavesOut: (file) => !needed.test(file) || file.endsWith('_test.go'),
  change(folder) {
    const file = path.join(folder, folderOfKeys, 'generate.go');
    const parts = readFileSync(file, 'utf8').split(everyKey);
    if (parts.length !== 2) throw new Error(`${file} makes its key in another way than it did.`);
    // Go's cache of modules is write-protected.
    chmodSync(file, 0o644);
    chmodSync(path.dirname(file), 0o755);
    writeFileSync(file, parts.join('oneKey()'));
    writeFileSync(path.join(folder, folderOfKeys, 'one_key.go'), firstKey);
  },
};
