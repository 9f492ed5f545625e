// The built pages (web/built), as they stand, in the program.
  .section .rodata
  .global faultline_page
  .global faultline_page_end
faultline_page:
  .incbin "web/built/report.html"
faultline_page_end:
  .global faultline_lab
  .global faultline_lab_end
faultline_lab:
  .incbin "web/built/lab.html"
faultline_lab_end:
  .section .note.GNU-stack, "", %progbits
