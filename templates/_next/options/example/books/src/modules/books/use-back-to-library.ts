'use client';

import { useRouter } from 'next/navigation';
import { useNotify } from '@/components/toast.tsx';

/** Leaves a form for the library, where a message says what was done. */
export function useBackToLibrary() {
  const notify = useNotify();
  const router = useRouter();
  return (message: string) => {
    notify(message);
    router.push('/books');
  };
}
