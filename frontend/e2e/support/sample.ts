import type { TicketCreate } from '@/api/types'

/** Texts that break layouts: right-to-left, emoji, a word without end, markup, many lines. */
export function difficultTickets(marker: string): TicketCreate[] {
  return [
    {
      title: `لا أستطيع تسجيل الدخول ${marker}`,
      description: 'عند الضغط على زر الدخول تظهر رسالة خطأ 500 ولا يحدث شيء.',
      category: 'account',
      priority: 'high',
    },
    {
      title: `🚒🔥 Server room 👩🏽‍🚒 ${marker}`,
      description: '👨‍👩‍👧‍👦 🏳️‍🌈 and e\u0301 in one text, \u200b with a space that nobody sees.',
      category: 'technical',
      priority: 'critical',
      status: 'in_progress',
    },
    {
      title: 'w'.repeat(200),
      description: `${marker} ${'W'.repeat(2_000)}`,
      category: 'general',
      priority: 'low',
      status: 'closed',
    },
    {
      title: `<script>alert(1)</script> ${marker}`,
      description: `<img src=x onerror=alert(1)>\n\n${'A line.\n'.repeat(40)}`,
      category: 'billing',
      priority: 'medium',
      status: 'resolved',
    },
  ]
}
