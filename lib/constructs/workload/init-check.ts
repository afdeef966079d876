import { type Container, type Volume, type VolumeSource, asWritten } from './kubernetes';
import type { PodModel } from './model';

/** The name of the init container that looks at the programs of an image, and of the volume that has the image. */
export const initCheckName = 'init-check';

/** What the check asks for where nothing is said. */
export const initCheckDefaults = { minVersion: '1.24', image: 'golang:1.25-alpine' } as const;

/**
 * Looks for Go programs in the image, which is mounted as a volume, and reads which Go built them from what the
 * linker left in each. Nothing of the image runs. Versions are compared number by number, in awk, because not every
 * `sort` knows versions.
 */
const script = `command -v go >/dev/null || { echo "the image of this check has no go command"; exit 1; }
go version /image 2>/dev/null | awk -v min="$MIN_VERSION" '
  {
    parts = split($0, part, ": ")
    version = part[parts]
    if (!sub(/^(devel )?go/, "", version)) next
    sub(/[^0-9.].*/, "", version)
    split(version, has, "."); split(min, wants, ".")
    found++
    print
    for (i = 1; i <= 3 && has[i] + 0 == wants[i] + 0; i++);
    if (i <= 3 && has[i] + 0 < wants[i] + 0) {
      print "this program was built with Go " version "; this release asks for " min " or newer"
      old++
    }
  }
  END {
    if (!found) print "there is no Go program in the image that this user may read"
    exit (!found || old)
  }'`;

/**
 * The init container.
 *
 * @param minVersion the oldest Go that may have built a program
 * @param image with a go command and a shell
 */
export function initCheckContainer(minVersion: string, image: string): Container {
  return {
    name: initCheckName,
    image,
    command: ['/bin/sh', '-c', script],
    env: [
      { name: 'MIN_VERSION', value: minVersion },
      // Nothing that the image of the check happens to hold makes go fetch another go.
      { name: 'GOTOOLCHAIN', value: 'local' },
    ],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [{ name: initCheckName, mountPath: '/image', readOnly: true }],
  };
}

/** What `go.check` adds to a pod; nothing where it is not asked for. */
export function goCheck({ spec: { go, image } }: PodModel): {
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
} {
  if (!go || !go.check) return { containers: [], volumes: [] };
  const { minVersion, image: own } = { ...initCheckDefaults, ...go.check };
  return {
    containers: [initCheckContainer(minVersion, own)],
    // The types of Kubernetes that we write against are older than this source of volumes.
    volumes: [{ name: initCheckName, ...asWritten<VolumeSource>({ image: { reference: image } }) }],
  };
}
