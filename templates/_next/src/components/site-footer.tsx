import { site } from '@/site.ts';

export function SiteFooter() {
  return (
    <footer className="page mt-auto pt-24 pb-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 border-t border-line pt-6 text-sm text-soft">
        <p className="min-w-0 font-serif text-lg text-ink wrap-anywhere">{site.name}</p>
        <p>{site.description}</p>
      </div>
    </footer>
  );
}
