# Completion of duidu for fish.
set -l commands outline compare facts export
set -l roles "opening review plan closing appendix furniture other"

complete -c duidu -n "not __fish_seen_subcommand_from $commands" -a outline -d "Title block, parts and headings"
complete -c duidu -n "not __fish_seen_subcommand_from $commands" -a compare -d "Review and plan, linked"
complete -c duidu -n "not __fish_seen_subcommand_from $commands" -a facts -d "Figures and formulations"
complete -c duidu -n "not __fish_seen_subcommand_from $commands" -a export -d "Text or a table, to a file"
complete -c duidu -n "not __fish_seen_subcommand_from $commands" -l part -x -a $roles -d "Part to show"
complete -c duidu -n "not __fish_seen_subcommand_from $commands" -l find -x -d "Text to find"
complete -c duidu -s h -l help -d "Help"
complete -c duidu -s V -l version -d "Version"

complete -c duidu -n "__fish_seen_subcommand_from outline" -l format -x -a "text json" -d "Output format"
complete -c duidu -n "__fish_seen_subcommand_from compare" -l format -x -a "text json csv md html docx xlsx" -d "Output format"
complete -c duidu -n "__fish_seen_subcommand_from compare" -l left -x -a $roles -d "Part of the left side"
complete -c duidu -n "__fish_seen_subcommand_from compare" -l right -x -a $roles -d "Part of the right side"
complete -c duidu -n "__fish_seen_subcommand_from facts" -l format -x -a "text json csv xlsx" -d "Output format"
complete -c duidu -n "__fish_seen_subcommand_from export" -l what -x -a "text section comparison tasks formulations figures" -d "What to write"
complete -c duidu -n "__fish_seen_subcommand_from export" -l format -x -a "txt md html csv json docx xlsx pdf" -d "File format"
complete -c duidu -n "__fish_seen_subcommand_from compare facts export" -l out -r -d "File to write"
complete -c duidu -n "__fish_seen_subcommand_from compare facts export" -l force -d "Replace the file"
