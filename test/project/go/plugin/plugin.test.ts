import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isPlainMap, valueAt } from '../../../../lib/core/base';
import { parseYaml } from '../../../../lib/core/yaml';
import { pluginChartValues, readPlugin } from '../../../../lib/project/go/plugin';
import { helm } from '../../../support/tools';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifest = (more = ''): string =>
  `displayName: Stamp\ntype: middleware\nimport: example.com/stamp\nsummary: Stamps.\ntestData: { header: X-A }\n${more}`;

const source = (imports: string, fields = 'Header string'): string => `package stamp

import (
	"context"
	"net/http"
${imports}
)

// Config has what a Middleware says.
type Config struct {
	${fields}
}

func CreateConfig() *Config { return &Config{} }

func New(ctx context.Context, next http.Handler, config *Config, name string) (http.Handler, error) {
	return next, nil
}
`;

function told(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return readPlugin(folder, 'plugins/stamp', 'example.com/stamp').problems.map(
    ({ rule, location, message }) => `${rule} ${location?.file}:${location?.line} ${message}`,
  );
}

describe('A plugin of Traefik', () => {
  test('is a module with a manifest and a package with New and CreateConfig', () => {
    expect(told({ '.traefik.yml': manifest(), 'stamp.go': source('') })).toEqual([]);
  });

  test('without .traefik.yml is none, which is told at its go.mod', () => {
    expect(told({ 'go.mod': 'module example.com/stamp\n' })).toEqual([
      'invalid-plugin plugins/stamp/go.mod:1 There is no .traefik.yml in plugins/stamp.',
    ]);
  });

  test('has a manifest as Traefik wants it', () => {
    expect(told({ '.traefik.yml': 'type: filter\nimport: example.com/other\nruntime: jvm\n' })).toEqual([
      'invalid-plugin plugins/stamp/.traefik.yml:1 The type is "filter".',
      'invalid-plugin plugins/stamp/.traefik.yml:3 The runtime of a filter is "jvm".',
      'invalid-plugin plugins/stamp/.traefik.yml:2 The import example.com/other is none of the module example.com/stamp.',
      'invalid-plugin plugins/stamp/.traefik.yml:1 It has no displayName.',
      'invalid-plugin plugins/stamp/.traefik.yml:1 It has no summary.',
      'invalid-plugin plugins/stamp/.traefik.yml:1 It has no testData.',
    ]);
  });

  test('imports what Yaegi can interpret', () => {
    const files = { '.traefik.yml': manifest(), 'vendor/example.com/there/x.go': 'package there\n' };
    const imports =
      '\t"C"\n\t"unsafe"\n\t"example.com/there"\n\t"example.com/missing/deep"\n\t"example.com/stamp/inner"';
    expect(told({ ...files, 'stamp.go': source(imports) })).toEqual([
      'invalid-plugin plugins/stamp/stamp.go:1 stamp.go imports "C", and plugins are interpreted: there is no C compiler.',
      'invalid-plugin plugins/stamp/stamp.go:1 stamp.go imports unsafe, which plugins get only where they ask for it.',
      'invalid-plugin plugins/stamp/stamp.go:1 stamp.go imports example.com/missing/deep, which is not in the folder vendor: Yaegi looks nowhere else.',
    ]);
    expect(told({ '.traefik.yml': manifest('useUnsafe: true\n'), 'stamp.go': source('\t"unsafe"') })).toEqual(
      [],
    );
  });

  test('has New and CreateConfig', () => {
    expect(told({ '.traefik.yml': manifest(), 'stamp.go': 'package stamp\n' })).toEqual([
      'invalid-plugin plugins/stamp/.traefik.yml:3 The package example.com/stamp has no function New.',
      'invalid-plugin plugins/stamp/.traefik.yml:3 The package example.com/stamp has no function CreateConfig.',
    ]);
  });

  test('has testData that its own struct takes', () => {
    const fields = 'Count int `json:"header"`';
    expect(told({ '.traefik.yml': manifest(), 'stamp.go': source('', fields) })).toEqual([
      'unknown-plugin-option plugins/stamp/.traefik.yml:5 The plugin has no option "header".',
    ]);
  });
});

describe('Values of the official chart', () => {
  const values = (files: Readonly<Record<string, string>>): unknown => {
    expect(told({ '.traefik.yml': manifest(), 'go.mod': 'module example.com/stamp\n', ...files })).toEqual(
      [],
    );
    const { plugin } = readPlugin(folder, folder, 'example.com/stamp');
    if (!plugin) throw new Error('there is a plugin');
    return parseYaml(pluginChartValues([{ name: 'stamp', folder, plugin }]), 'values.yaml').documents[0]
      ?.value;
  };

  test('have the source of a plugin in place, without its tests', () => {
    expect(values({ 'stamp.go': source(''), 'stamp_test.go': 'package stamp\n' })).toEqual({
      experimental: {
        localPlugins: {
          stamp: {
            moduleName: 'example.com/stamp',
            mountPath: '/plugins-local/src/example.com/stamp',
            type: 'inlinePlugin',
            source: {
              '.traefik.yml': manifest(),
              'go.mod': 'module example.com/stamp\n',
              'stamp.go': source(''),
            },
          },
        },
      },
    });
  });

  test('have a ConfigMap with folders where modules are vendored', () => {
    expect(
      values({
        'stamp.go': source('\t"example.com/a"'),
        'vendor/example.com/a/a.go': 'package a // {{ .x }}\n',
      }),
    ).toMatchObject({
      experimental: { localPlugins: { stamp: { type: 'localPath', volumeName: 'plugin-stamp' } } },
      deployment: {
        additionalVolumes: [
          {
            name: 'plugin-stamp',
            configMap: {
              name: 'traefik-plugin-stamp',
              items: expect.arrayContaining([{ key: 'file-3', path: 'vendor/example.com/a/a.go' }]),
            },
          },
        ],
      },
      extraObjects: [{ kind: 'ConfigMap', data: { 'file-3': 'package a // {{`{{`}} .x }}\n' } }],
    });
  });
});

describe('The official chart', () => {
  const strange = '// {{ .x }} {{- "so" -}} `this` {{{{ \\ {{`{{`}} {{ "{{" }}, '.repeat(5);
  const files = {
    '.traefik.yml': manifest(),
    'go.mod': 'module example.com/stamp\n',
    'stamp.go': `// Package stamp ${strange}\n${source('\t"example.com/a"')}`,
    'vendor/example.com/a/a.go': `package a\n\n${strange}\nconst A = "\\t"\n`,
    'vendor/modules.txt': '# example.com/a v1.0.0\n',
  };

  /** The ConfigMaps that the chart makes of values: its templates for what it gets, in our words. */
  const configMaps = (name: string): readonly Readonly<Record<string, string>>[] => {
    const { plugin } = readPlugin(folder, folder, 'example.com/stamp');
    const program = helm();
    if (!plugin || program === undefined) throw new Error('there is a plugin, and helm');
    const chart = mkdtempSync(join(tmpdir(), 'plugin-chart-'));
    const put = (path: string, text: string): void => writeFileSync(join(chart, path), text);
    try {
      mkdirSync(join(chart, 'templates'));
      put('Chart.yaml', 'apiVersion: v2\nname: traefik\nversion: 41.3.0\n');
      put('values.yaml', pluginChartValues([{ name, folder, plugin }]));
      put(
        'templates/extra.yaml',
        '{{- range .Values.extraObjects }}\n---\n{{ tpl (toYaml .) $ }}\n{{- end }}\n',
      );
      put(
        'templates/inline.yaml',
        `{{- range $name, $plugin := .Values.experimental.localPlugins }}
{{- with $plugin.source }}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: {{ $name }} }
data:
  {{- range $file, $text := . }}
  {{ $file }}: |
    {{- $text | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
`,
      );
      const rendered = execFileSync(program, ['template', 'test', chart], { encoding: 'utf8' });
      return parseYaml(rendered, 'rendered.yaml').documents.flatMap(({ value }) => {
        const data = valueAt(value, 'data');
        if (!isPlainMap(data)) return [];
        return [Object.fromEntries(Object.entries(data).map(([key, text]) => [key, String(text)]))];
      });
    } finally {
      rmSync(chart, { recursive: true, force: true });
    }
  };

  test('mounts the source of a vendored plugin as it is, whatever looks like a template in it', () => {
    expect(told(files)).toEqual([]);
    const [made, ...others] = configMaps('stamp');
    expect(others).toEqual([]);
    expect(Object.values(made ?? {}).toSorted()).toEqual(Object.values(files).toSorted());
  });

  test('has the source of a flat plugin in place as it is', () => {
    const { 'stamp.go': _stamp, ...rest } = Object.fromEntries(
      Object.entries(files).filter(([path]) => !path.includes('/')),
    );
    const flat = { ...rest, 'stamp.go': `// Package stamp ${strange}\n${source('')}` };
    expect(told(flat)).toEqual([]);
    expect(configMaps('stamp')).toEqual([flat]);
  });

  test('mounts a source that begins with a space by a volume: in place its lines would end the text', () => {
    const spaced = {
      '.traefik.yml': manifest(),
      'go.mod': 'module example.com/stamp\n',
      'stamp.go': ` ${source('')}`,
    };
    expect(told(spaced)).toEqual([]);
    const [made] = configMaps('stamp');
    expect(Object.values(made ?? {}).toSorted()).toEqual(Object.values(spaced).toSorted());
  });
});
