import Link from 'next/link';
{{#has fields.plain}}
import { Fact, Facts } from '@/components/facts.tsx';
{{/has}}
import { {{name|camel}}Label } from '../label.ts';
import type { {{name|pascal}} } from '../schema.ts';

export function {{name|pascal}}Rows({ {{name|plural|camel}} }: { {{name|plural|camel}}: readonly {{name|pascal}}[] }) {
  return (
    <ul aria-label="{{name|plural|title}}" className="divide-y divide-line border-y border-line">
      { {{name|plural|camel}}.map(({{name|camel}}) => (
        <li key={ {{name|camel}}.id} className="py-4">
          <Link
            href={`/{{name|plural|kebab}}/${ {{name|camel}}.id}`}
            prefetch={false}
            className="inline-flex min-h-11 items-center font-serif text-lg decoration-1 underline-offset-4 wrap-anywhere hover:text-accent hover:underline"
          >
            { {{name|camel}}Label({{name|camel}})}
          </Link>
          {{#has fields.plain}}
          <Facts>
            {{#fields.plain}}
            <Fact name="{{field.name|title}}" value={ {{field.fact}} } />
            {{/fields.plain}}
          </Facts>
          {{/has}}
        </li>
      ))}
    </ul>
  );
}
