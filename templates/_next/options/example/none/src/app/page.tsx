import type { ReactNode } from 'react';
import { Tiles } from '@/components/tiles.tsx';
import { site } from '@/site.ts';

/** The start page of a new project. Nothing else depends on it: replace it with your own. */
export default function StartPage() {
  return (
    <div className="page grid gap-y-20 pt-8 sm:pt-14">
      <section className="grid items-center gap-x-16 gap-y-12 lg:grid-cols-[1fr_22rem]">
        <div className="grid min-w-0 justify-items-start gap-6">
          <h1 className="max-w-[12ch] font-serif text-display wrap-anywhere">
            {site.name} is running.
          </h1>
          <p className="max-w-[46ch] text-lg text-balance text-soft">
            Lint, types, tests, a strict Content-Security-Policy and a container image are set up.
            What the site is for is up to you.
          </p>
        </div>
        <Tiles className="w-44 sm:w-64 lg:w-full" />
      </section>

      <section aria-labelledby="next" className="grid gap-8">
        <h2 id="next" className="font-serif text-2xl">
          What to do next
        </h2>
        <ol className="grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
          <Step title="Change this page">
            It is <Code>src/app/page.tsx</Code>. The browser shows the change when you save.
          </Step>
          <Step title="Name the site">
            <Code>src/site.ts</Code> has its name, its description and the pages of its menu.
          </Step>
          <Step title="Build a feature">
            <Code>src/AGENTS.md</Code> says where its parts go, and how they are tested.
          </Step>
          <Step title="Check your work">
            <Code>{{RUN}} check</Code> runs lint, types, tests and build, as CI does.
          </Step>
        </ol>
      </section>

      <div className="grid gap-x-16 gap-y-16 lg:grid-cols-[3fr_2fr]">
        <section aria-labelledby="commands" className="grid min-w-0 content-start gap-6">
          <h2 id="commands" className="font-serif text-2xl">
            Commands
          </h2>
          <Rows>
            <Row name={<Code>{{RUN}} test:watch</Code>}>Run the tests of what changes</Row>
            <Row name={<Code>{{RUN}} test:e2e</Code>}>Build, and test in a browser</Row>
            <Row name={<Code>{{RUN}} format</Code>}>Format, and fix what can be fixed</Row>
            <Row name={<Code>{{RUN}} build</Code>}>Build for production</Row>
          </Rows>
        </section>
        <section aria-labelledby="more" className="grid min-w-0 content-start gap-6">
          <h2 id="more" className="font-serif text-2xl">
            Where to look
          </h2>
          <Rows>
            <Row name={<Code>README.md</Code>}>Commands, settings, deployment</Row>
            <Row name={<Code>AGENTS.md</Code>}>Standards of the code</Row>
            <Row name={<Served href="/api/health" />}>The server answers</Row>
            <Row name={<Served href="/sitemap.xml" />}>Pages for search engines</Row>
          </Rows>
        </section>
      </div>
    </div>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="grid content-start gap-2 border-t-2 border-ink pt-4">
      <h3 className="font-serif text-lg">{title}</h3>
      <p className="text-sm text-soft">{children}</p>
    </li>
  );
}

function Rows({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line border-y border-line">{children}</dl>;
}

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-12 gap-x-6 py-1.5 max-sm:flex-col sm:items-center sm:justify-between">
      <dt>{name}</dt>
      <dd className="text-sm text-soft">{children}</dd>
    </div>
  );
}

function Code({ children }: { children: ReactNode }) {
  return (
    <code
      dir="ltr"
      className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs wrap-anywhere text-ink"
    >
      {children}
    </code>
  );
}

function Served({ href }: { href: string }) {
  return (
    <a
      href={href}
      dir="ltr"
      className="-my-3 inline-block py-3 font-mono text-xs text-accent underline underline-offset-4"
    >
      {href}
    </a>
  );
}
