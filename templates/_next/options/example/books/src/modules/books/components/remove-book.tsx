'use client';

import { RemoveSection } from '@/components/remove-section.tsx';

type RemoveBookProps = { title: string; remove: () => Promise<unknown> };

export function RemoveBook({ title, remove }: RemoveBookProps) {
  return (
    <RemoveSection
      label="Remove this book"
      title={`Remove “${title}”?`}
      text="Its rating and notes go with it. This cannot be undone."
      remove={remove}
    />
  );
}
